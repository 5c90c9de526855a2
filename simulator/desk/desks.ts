// Several tokens on one desk, for one page: every message carries the name of the token that it is about. Time is common
// to them: its pace and its jumps are everybody's.
import type { Desk } from './desk.ts';
import { addressOf } from './incoming.ts';
import type { ToPage } from './messages.ts';
import type { Visit, Visitor } from './server.ts';

export class Desks {
  readonly #desks: ReadonlyMap<string, Desk>;

  /** The tokens by their names, in the order in which the page shows them. */
  constructor(desks: ReadonlyMap<string, Desk>) {
    this.#desks = desks;
  }

  /** A page was opened: it is told everything of every token, then every change. */
  arrived(visitor: Visitor): Visit {
    const visits = new Map<string, Visit>();
    for (const [token, desk] of this.#desks) {
      const name = JSON.stringify(token);
      visits.set(token, desk.arrived({ send: (text) => visitor.send(`{"token":${name},"message":${text}}`) }));
    }
    return {
      message: (text) => {
        const { token, kind } = addressOf(text);
        if (kind === 'speed' || kind === 'jump') {
          for (const visit of visits.values()) visit.message(text);
          return;
        }
        const visit = visits.get(token);
        if (visit !== undefined) visit.message(text);
        else
          complain(visitor, token, `the message is for '${token}'; on the desk are ${[...visits.keys()].join(', ')}`);
      },
      left: () => {
        for (const visit of visits.values()) visit.left();
      },
    };
  }

  close(): void {
    for (const desk of this.#desks.values()) desk.close();
  }
}

function complain(visitor: Visitor, token: string, message: string): void {
  const trouble: ToPage = { kind: 'trouble', message };
  visitor.send(JSON.stringify({ token, message: trouble }));
}
