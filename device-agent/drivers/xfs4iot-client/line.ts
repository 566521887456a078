/** A line that carries whole text messages: what the client needs of a WebSocket. */
import type { Result } from '../../../shared/base/result.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';

/** What happens on a line. `lost` comes once, whoever ended it. */
export interface LineListener {
  message(text: string): void;
  lost(): void;
}

/** An open line. `send` on a lost line does nothing. */
export interface MessageLine {
  send(text: string): void;
  close(): void;
}

/** Opens the line to one service. */
export type OpenMessageLine = (listener: LineListener) => Promise<Result<MessageLine, FaultCode>>;
