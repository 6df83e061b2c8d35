/** What the caller wrote can't be done. The message says what, where, what was got and what to write. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
