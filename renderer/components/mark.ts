export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'quiet';
export type MarkIcon = 'check' | 'warning' | 'cross' | 'clock' | 'progress' | 'dashed' | 'stop';

/** A state for people: colour, icon and word together, so that none of them has to be understood alone. */
export interface Mark {
  readonly tone: Tone;
  readonly icon: MarkIcon;
  readonly word: string;
}
