// The first start is over when every token on the desk is ready, not when one is.
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { FromToken, StepState } from '../../simulator/desk/messages.ts';
import { tokensReady } from './start-to-page.ts';

const stepsOf = (token: string, ...states: StepState[]): FromToken => ({
  token,
  message: {
    kind: 'steps',
    steps: states.map((state) => ({ name: 'flash', title: 'Flash', state, detail: 'as it is' })),
  },
});

let desk: WebSocketServer | undefined;
afterEach(() => desk?.close());

/** A desk that tells a page these things, and then hangs up; what `tokensReady` made of them. */
async function outcomeOf(...told: readonly FromToken[]): Promise<string> {
  const opened = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/wire' });
  desk = opened;
  await new Promise((done) => opened.once('listening', done));
  opened.on('connection', (page) => {
    for (const message of told) page.send(JSON.stringify(message));
    page.close();
  });
  const { port } = opened.address() as { readonly port: number };
  return await tokensReady(`http://127.0.0.1:${port}/`, 2).then(
    () => 'ready',
    (error: unknown) => (error as Error).message,
  );
}

test('the tokens are ready when every step of each is done', async () => {
  const [display, reader] = [stepsOf('code-display', 'done', 'done'), stepsOf('code-reader', 'done')];
  expect(await outcomeOf(stepsOf('code-reader'), stepsOf('code-display', 'running'), display, reader)).toBe('ready');
});

test.each([
  ['told of', [stepsOf('code-display', 'done')]],
  ['begun', [stepsOf('code-display', 'done'), stepsOf('code-reader')]],
  ['done', [stepsOf('code-reader', 'done', 'running'), stepsOf('code-display', 'done')]],
])('not before the other one is %s', async (_what, told) => {
  expect(await outcomeOf(...told)).toBe('the desk closed the connection');
});

test('a step that failed is said', async () => {
  expect(await outcomeOf(stepsOf('code-display', 'done', 'failed'))).toBe('Flash: as it is');
});
