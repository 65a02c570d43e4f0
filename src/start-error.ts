/** Why the program cannot start: one sentence for the person who started it, with what to do. Printed without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The sentence for a directory that cannot be written; null when the error is about something else. */
export function diskStartError(error: unknown, path: string): StartError | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartError(
        `This user may not write to ${path}: give it the right to, or set DATA_DIR to a directory of its own.`,
        { cause: error },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartError(
        `The disk that holds ${path} is full: free some space on it, or set DATA_DIR to a directory on another disk.`,
        { cause: error },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartError(`${path} is not a directory: move the file away, or set DATA_DIR to another directory.`, {
        cause: error,
      });
    default:
      return null;
  }
}
