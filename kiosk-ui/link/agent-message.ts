/** The border at which the agent's JSON becomes typed: known kind, the members that the page relies on, else null. */
import type { AgentMessage } from '../../shared/kiosk/snapshot.ts';

/** Longest message read; the agent's largest answer is a guide of some tens of kilobytes. */
const MAX_CHARS = 2_000_000;

const REQUIRED: Readonly<Record<AgentMessage['t'], readonly string[]>> = {
  welcome: ['protocol', 'snapshot'],
  mismatch: ['protocol', 'reason'],
  snapshot: ['snapshot'],
  reply: ['id', 'result'],
  cue: ['cue'],
  replaced: [],
};

/** Reads one message; null for anything that is none. The agent served this page, so its content is taken as the types say. */
export function readAgentMessage(text: string): AgentMessage | null {
  if (text.length > MAX_CHARS) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || !('t' in parsed) || typeof parsed.t !== 'string') return null;
  if (!Object.hasOwn(REQUIRED, parsed.t)) return null;
  const members = REQUIRED[parsed.t as AgentMessage['t']];
  return members.every((member) => member in parsed) ? (parsed as AgentMessage) : null;
}
