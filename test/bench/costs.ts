// What each step of a token's life costs on the virtual board, for every product and board that is built. Virtual time
// and fixed noise: the same firmware gives the same figures on every machine.
import type { Built } from './built.ts';
import { CountedToken, type StepCost } from './counted-token.ts';

export interface ProductCosts {
  /** Bytes of each built file. */
  readonly files: Readonly<Record<string, number>>;
  /** Bytes of Storage taken on an issued token. */
  readonly storageBytes: number;
  readonly steps: Readonly<Record<string, StepCost>>;
}

/** By title: `code-display on pixljs`. */
export type Costs = Readonly<Record<string, ProductCosts>>;

const daySeconds = 86_400;

/** A token's day, step by step. */
export function costsOf(built: Built): ProductCosts {
  const token = new CountedToken(built);
  const steps: Record<string, StepCost> = {};
  const measure = (name: string, step: () => void): void => void (steps[name] = token.cost(step));
  try {
    token.start();
    measure('hello', () => token.hello());
    measure('open session', () => token.open());
    measure('issue', () => token.issue());
    // An issued token that lost its power, and its time with it.
    token.board.powerOff();
    measure('boot', () => token.start());
    token.hello();
    token.open();
    token.setClock();
    measure('press', () => token.pressUntil(true));
    token.release();
    token.untilFrame();
    measure('second of countdown', () => token.pass(1));
    measure('hide', () => token.hide());
    token.release();
    measure('idle day', () => token.pass(daySeconds));
    // What idled was a living token.
    token.pressUntil(true);
    const files = Object.fromEntries(built.files.map(({ name, content }) => [name, content.length]));
    return { files, storageBytes: token.storageBytes, steps };
  } finally {
    token.board.powerOff();
  }
}

export function measureCosts(products: readonly Built[]): Costs {
  return Object.fromEntries(products.map((built) => [built.title, costsOf(built)]));
}
