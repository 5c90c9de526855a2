// The page's server: who gets an answer, and which messages are taken.
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { parseToDesk } from '../../../simulator/desk/incoming.ts';
import { openDeskServer } from '../../../simulator/desk/server.ts';
import type { DeskServer } from '../../../simulator/desk/server.ts';

const assets = new Map([['/', { type: 'text/html', body: Buffer.from('the page') }]]);
let server: DeskServer;
let heard: string[];

beforeEach(async () => {
  heard = [];
  server = await openDeskServer(assets, 17_630, {
    arrived(visitor) {
      visitor.send('welcome');
      return { message: (text) => void heard.push(text), left: () => void heard.push('left') };
    },
  });
});
afterEach(() => server.close());

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const asked = request(new URL(path, server.url), { headers, method, agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      });
      asked.on('error', reject);
      asked.end();
    },
  );
}

/** Resolves with the first message, or how the connection was refused. */
function knock(headers: Record<string, string>, path = '/wire'): Promise<string> {
  return new Promise((resolve) => {
    const page = new WebSocket(new URL(path, server.url.replace('http', 'ws')), { headers });
    page.on('message', (data: Buffer) => {
      page.close();
      resolve(data.toString());
    });
    page.on('unexpected-response', (_, response) => resolve(`refused with ${response.statusCode}`));
    page.on('error', () => undefined);
  });
}

describe('the desk’s server', () => {
  it('gives the page with a policy that lets nothing in from elsewhere', async () => {
    const page = await ask('/');
    expect([page.status, page.text]).toEqual([200, 'the page']);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
    );
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect((await ask('/../package.json')).status).toBe(404);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
  });

  it('answers to its own name only, so that a rebound name of another site gets nothing', async () => {
    const { port } = new URL(server.url);
    expect((await ask('/', { host: `localhost:${port}` })).status).toBe(200);
    for (const host of [`evil.example:${port}`, 'localhost', `127.0.0.1:${Number(port) + 1}`]) {
      expect((await ask('/', { host })).status, host).toBe(403);
    }
  });

  it('takes WebSockets from its own page only', async () => {
    const own = new URL(server.url).origin;
    expect(await knock({ origin: own })).toBe('welcome');
    expect(await knock({ origin: 'https://evil.example' })).toBe('refused with 403');
    expect(await knock({})).toBe('refused with 403');
    expect(await knock({ origin: own }, '/other')).toBe('refused with 403');
    expect(await knock({ origin: own, host: 'evil.example' })).toBe('refused with 403');
  });

  it('takes the next port when one is taken', async () => {
    const second = await openDeskServer(assets, Number(new URL(server.url).port), {
      arrived: () => ({ message: () => undefined, left: () => undefined }),
    });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(new URL(server.url).port));
    await second.close();
  });
});

describe('a message from a page', () => {
  it.each([
    { kind: 'key', key: 'main', down: true },
    { kind: 'hold', key: 'main', ms: 1500 },
    { kind: 'speed', times: 60 },
    { kind: 'jump', seconds: 86_400 },
    { kind: 'power', on: false },
    { kind: 'battery', percent: 7 },
    { kind: 'oscillator', ppm: -40 },
    { kind: 'headset', plugged: true },
    { kind: 'verify', code: '755224' },
    { kind: 'set-clock' },
    { kind: 'prepare' },
  ])('$kind is taken', (message) => expect(parseToDesk(JSON.stringify(message))).toEqual(message));

  it.each([
    ['', 'not JSON'],
    ['null', 'not an object'],
    ['[]', 'kind is missing'],
    ['{"kind":"flash"}', "the kind 'flash' is not known"],
    ['{"kind":"key","key":"main"}', 'down is true or false'],
    ['{"kind":"key","key":"../x","down":true}', 'key is missing or not as it should be'],
    ['{"kind":"hold","key":"main","ms":1e12}', 'ms is a number from 1 to 600000'],
    ['{"kind":"speed","times":7}', 'times is one of 0, 1, 10, 60'],
    ['{"kind":"jump","seconds":-1}', 'seconds is a number from 1'],
    ['{"kind":"battery","percent":"7"}', 'percent is a number from 0 to 100'],
    ['{"kind":"verify","code":"--registry"}', 'code is missing or not as it should be'],
  ])('%s is refused', (text, reason) => expect(() => parseToDesk(text)).toThrow(reason));
});
