const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Stoppable {
  stop: () => Promise<void>;
  /** Synchronous: for the `exit` event. */
  killAll: () => void;
}

/** Another emulator in this process does not count: it stops on its own. */
function isForeign(listener: { name: string }): boolean {
  return listener.name !== 'onEmulatorSignal';
}

/**
 * Lets nothing that the emulator started outlive this process. On a signal it stops the emulator; the
 * process then ends by that signal, unless somebody else listens for it and so has taken charge.
 * @returns how to undo that.
 */
export function endWithProcess({ stop, killAll }: Stoppable): () => void {
  const onEmulatorSignal = (signal: NodeJS.Signals): void => {
    const othersDecide = process.rawListeners(signal).some(isForeign);
    void stop().finally(() => {
      if (!othersDecide) process.kill(process.pid, signal);
    });
  };
  process.on('exit', killAll);
  // First in line: `once` listeners of others are gone after they ran.
  for (const signal of signals) process.prependListener(signal, onEmulatorSignal);
  return () => {
    process.off('exit', killAll);
    for (const signal of signals) process.off(signal, onEmulatorSignal);
  };
}
