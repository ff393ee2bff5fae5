/** How to wait for something slow in the cloud. */
export interface Watch {
  timeoutMs: number;
  signal: AbortSignal;
  /** Called when the stage that the cloud reports changes: `STARTING_MODEL_SERVER`. */
  onStage?(stage: string): void;
  /** Called and waited for at every poll, at least every half minute. */
  onPoll?(): Promise<void>;
}
