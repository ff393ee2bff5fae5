/** Files of the machine that runs the step. Paths are absolute. */
export interface Files {
  /** Undefined when there is no such file. @throws ReleaseError FILE_UNREADABLE otherwise. */
  read(path: string): Promise<string | undefined>;
  /** The bytes in chunks. @throws ReleaseError FILE_UNREADABLE. */
  open(path: string): AsyncIterable<Uint8Array>;
  /** Replaces the file at once or not at all; makes its folder. */
  write(path: string, text: string): Promise<void>;
}
