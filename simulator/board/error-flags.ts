// The interpreter's error flags: set when something was lost, read and cleared by E.getErrorFlags().

export type ErrorFlag = 'FIFO_FULL' | 'BUFFER_FULL' | 'CALLBACK' | 'LOW_MEMORY' | 'MEMORY' | 'UART_OVERFLOW';

const inOrder: readonly ErrorFlag[] = ['FIFO_FULL', 'BUFFER_FULL', 'CALLBACK', 'LOW_MEMORY', 'MEMORY', 'UART_OVERFLOW'];

export class ErrorFlags {
  readonly #set = new Set<ErrorFlag>();

  raise(flag: ErrorFlag): void {
    this.#set.add(flag);
  }

  /** The flags, in the interpreter's order; they are clear afterwards. */
  take(): ErrorFlag[] {
    const flags = inOrder.filter((flag) => this.#set.has(flag));
    this.#set.clear();
    return flags;
  }
}
