/** Short tones for cues; every tone has its words on the screen, so nobody depends on hearing it. */

/** A tone: frequencies in hertz, played one after another. */
const TONES = {
  pleased: [660, 880],
  notice: [520, 520],
  calling: [880, 660, 880, 660],
} as const;

/** Length of one tone, in seconds; well under the two flashes a second that also bound sounds for comfort. */
const TONE_S = 0.18;
/** Quiet enough for a hall. */
const GAIN = 0.15;

let context: AudioContext | null = null;

/** Plays a tone; a machine without sound stays silent. */
export function chime(tone: keyof typeof TONES): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const start = context.currentTime;
  const gain = context.createGain();
  gain.gain.value = GAIN;
  gain.connect(context.destination);
  TONES[tone].forEach((frequency, index) => {
    const oscillator = new OscillatorNode(gain.context, { frequency });
    oscillator.connect(gain);
    oscillator.start(start + index * TONE_S);
    oscillator.stop(start + (index + 0.9) * TONE_S);
  });
}
