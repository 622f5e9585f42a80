/** The four states anything shown can be in. */
export type State = 'good' | 'waiting' | 'bad' | 'unknown';
