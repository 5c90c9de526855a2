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
/** Longer than a code or a page takes to be said. */
const spokenSeconds = 15;
const heldSeconds = 1.5;

type Measure = (name: string, step: () => void) => void;

/** A token's day, step by step. */
export function costsOf(built: Built): ProductCosts {
  const token = new CountedToken(built);
  const steps: Record<string, StepCost> = {};
  const measure: Measure = (name, step) => void (steps[name] = token.cost(step));
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
    token.pullCable();
    timeBased(token, measure);
    measure('idle day', () => token.pass(daySeconds));
    const { storageBytes } = token;
    // What idled was a living token.
    measure('later press', () => token.pressUntil(true));
    token.release();
    token.hide();
    token.release();
    if (token.board.description.audio !== undefined) readerKeys(token, measure);
    infoScreen(token, measure);
    token.board.plugCable(true);
    token.pass(1);
    eventBased(token, measure);
    const files = Object.fromEntries(built.files.map(({ name, content }) => [name, content.length]));
    return { files, storageBytes, steps };
  } finally {
    token.board.powerOff();
  }
}

function timeBased(token: CountedToken, measure: Measure): void {
  measure('press', () => token.pressUntil(true));
  token.hold();
  measure('key up', () => token.keyUp());
  token.untilFrame();
  measure('second of countdown', () => token.pass(1));
  if (token.board.description.audio !== undefined) measure('spoken code', () => token.pass(spokenSeconds));
  hideMeasured('hide', token, measure);
}

/** A code reader's other keys: a digit at a time, and the menus. What is said of it comes after the key. */
function readerKeys(token: CountedToken, measure: Measure): void {
  const strike = (name: string, key: string): void => {
    measure(`${name}: key down`, () => token.keyDown(key));
    token.hold();
    measure(`${name}: key up`, () => token.keyUp(key));
    measure(`${name}: spoken`, () => token.pass(spokenSeconds));
  };
  strike('first digit', 'next');
  strike('next digit', 'next');
  strike('open menu', 'up');
  strike('next item', 'down');
  strike('choose item', 'next');
  strike('home from menu', 'speak');
  token.hide();
}

/** A key that is held. */
function infoScreen(token: CountedToken, measure: Measure): void {
  token.keyDown();
  measure('key held', () => token.pass(heldSeconds));
  measure('key up after holding', () => token.keyUp());
  token.pass(1);
  token.hide();
  token.release();
}

/** Its code comes when the key goes up on a code display, when it goes down on a code reader. */
function eventBased(token: CountedToken, measure: Measure): void {
  token.hello();
  token.open();
  measure('issue event-based', () => token.issue(true));
  for (const name of ['event-based', 'later event-based']) {
    measure(`${name} key down`, () => token.keyDown());
    token.hold();
    measure(`${name} key up`, () => token.keyUp());
    if (!token.board.panel.lit) throw new Error('an event-based press showed nothing');
    token.pass(1);
    hideMeasured(`${name} hide`, token, measure);
  }
}

function hideMeasured(name: string, token: CountedToken, measure: Measure): void {
  measure(name, () => token.hide());
  token.hold();
  measure(`key up after ${name}`, () => token.keyUp());
  token.pass(0.5);
}

export function measureCosts(products: readonly Built[]): Costs {
  return Object.fromEntries(products.map((built) => [built.title, costsOf(built)]));
}
