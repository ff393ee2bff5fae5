/** Where on the "Files changed" page an annotation stands, and what it is called. */
export interface AnnotationPlace {
  title?: string;
  /** Path in the repository. */
  file?: string;
  startLine?: number;
}

/** What is used of `@actions/core`: how an action speaks to its runner. */
export interface Toolkit {
  info(message: string): void;
  debug(message: string): void;
  warning(message: string, place?: AnnotationPlace): void;
  error(message: string, place?: AnnotationPlace): void;
  notice(message: string, place?: AnnotationPlace): void;
  startGroup(name: string): void;
  endGroup(): void;
  setSecret(secret: string): void;
  setOutput(name: string, value: string): void;
  /** Markdown for the summary of the job. */
  addSummary(markdown: string): Promise<void>;
}

/** Loaded when an action runs, so that nothing else pays for it. */
export async function loadToolkit(): Promise<Toolkit> {
  const core = await import('@actions/core');
  const { debug, endGroup, error, info, notice, setOutput, setSecret, startGroup, warning } = core;
  return {
    debug,
    endGroup,
    error,
    info,
    notice,
    setOutput,
    setSecret,
    startGroup,
    warning,
    async addSummary(markdown) {
      await core.summary.addRaw(markdown, true).write();
    },
  };
}
