// The far end of the cable: a pty that the real serialport package opens, its stable link, and the TCP port.
import { lstatSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPtyEnd } from '../../../simulator/desk/pty-end.ts';
import { makeStableLink } from '../../../simulator/desk/stable-link.ts';
import { openTcpEnd, parseTcpAddress } from '../../../simulator/desk/tcp-end.ts';

const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'klarkode-wire-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Resolves with the first `count` bytes that arrive. */
function take(count: number, listen: (listener: (bytes: Uint8Array) => void) => void): Promise<number[]> {
  const bytes: number[] = [];
  return new Promise((resolve) => {
    listen((chunk) => {
      bytes.push(...chunk);
      if (bytes.length >= count) resolve(bytes);
    });
  });
}

describe.skipIf(process.platform === 'win32')('the pty', () => {
  it('carries all 256 byte values both ways to the real serialport package, through a link', async () => {
    const end = await openPtyEnd();
    const path = join(folder, 'token');
    const remove = await makeStableLink(path, end.port);
    const port = await new Promise<SerialPort>((resolve, reject) => {
      const opened = new SerialPort({ path, baudRate: 9600 }, (error) => (error ? reject(error) : resolve(opened)));
    });
    const atBoard = take(256, (listener) => end.onReceived(listener));
    port.write(Buffer.from(everyByte));
    expect(await atBoard).toEqual([...everyByte]);

    const atTool = take(256, (listener) => port.on('data', listener));
    end.write(everyByte);
    expect(await atTool).toEqual([...everyByte]);

    await new Promise((resolve) => port.close(resolve));
    await remove();
    await end.close();
    expect(() => lstatSync(path)).toThrow('ENOENT');
  });

  it('does not echo to the board what it sends while nobody has the port open', async () => {
    const end = await openPtyEnd();
    const atBoard = take(1, (listener) => end.onReceived(listener));
    end.write(Buffer.from('>\n'));
    const port = await new Promise<SerialPort>((resolve, reject) => {
      const opened = new SerialPort({ path: end.port, baudRate: 9600 }, (e) => (e ? reject(e) : resolve(opened)));
    });
    port.write('x');
    expect(await atBoard).toEqual([...Buffer.from('x')]);
    await new Promise((resolve) => port.close(resolve));
    await end.close();
  });

  it('carries more than a pty holds, without losing a byte', async () => {
    const end = await openPtyEnd();
    const port = await new Promise<SerialPort>((resolve, reject) => {
      const opened = new SerialPort({ path: end.port, baudRate: 115200 }, (e) => (e ? reject(e) : resolve(opened)));
    });
    const sent = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7 + (i >> 8)) & 255);
    const arrived = take(sent.length, (listener) => port.on('data', listener));
    for (let at = 0; at < sent.length; at += 1000) end.write(sent.subarray(at, at + 1000));
    expect(Buffer.from(await arrived).equals(sent)).toBe(true);
    await new Promise((resolve) => port.close(resolve));
    await end.close();
  });
});

describe('a stable link', () => {
  it('refuses to replace a file, and a link to anything but a terminal', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'mine');
    await expect(makeStableLink(file, '/dev/pts/1')).rejects.toThrow(`${file} is not a link to a terminal`);
    const link = join(folder, 'link');
    symlinkSync(file, link);
    await expect(makeStableLink(link, '/dev/pts/1')).rejects.toThrow('is not a link to a terminal');
    expect(readlinkSync(link)).toBe(file);
  });

  it('replaces a link to a terminal that is gone, and leaves one that is in use', async () => {
    const stale = join(folder, 'stale');
    symlinkSync('/dev/pts/999999', stale);
    const remove = await makeStableLink(stale, '/dev/pts/999998');
    expect(readlinkSync(stale)).toBe('/dev/pts/999998');
    await remove();
    expect(() => lstatSync(stale)).toThrow('ENOENT');

    const end = await openPtyEnd();
    symlinkSync(end.port, stale);
    await expect(makeStableLink(stale, '/dev/pts/999998')).rejects.toThrow('is in use');
    await end.close();
  });

  it('is not removed when another program has put its own there', async () => {
    const path = join(folder, 'link');
    const remove = await makeStableLink(path, '/dev/pts/999999');
    rmSync(path);
    symlinkSync('/dev/pts/999998', path);
    await remove();
    expect(readlinkSync(path)).toBe('/dev/pts/999998');
  });
});

describe('the TCP port', () => {
  it('carries bytes both ways, for one program at a time', async () => {
    const end = await openTcpEnd(parseTcpAddress('0'));
    const [, host, port] = /^tcp:\/\/(127\.0\.0\.1):(\d+)$/.exec(end.port)!;
    const first = connect(Number.parseInt(port!, 10), host!);
    const atBoard = take(256, (listener) => end.onReceived(listener));
    first.write(everyByte);
    expect(await atBoard).toEqual([...everyByte]);
    const atTool = take(256, (listener) => first.on('data', listener));
    end.write(everyByte);
    expect(await atTool).toEqual([...everyByte]);

    const second = connect(Number.parseInt(port!, 10), host!);
    await new Promise((resolve) => second.on('close', resolve));
    first.destroy();
    await end.close();
  });

  it('opens on this machine only', () => {
    expect(parseTcpAddress('localhost:7631')).toEqual({ host: '127.0.0.1', port: 7631 });
    expect(parseTcpAddress('[::1]:0')).toEqual({ host: '::1', port: 0 });
    for (const text of ['0.0.0.0:1', '192.168.1.2:7631', 'example.org:80', '65536', '-1', '', '12x']) {
      expect(() => parseTcpAddress(text), text).toThrow('--tcp takes a port from 0 to 65535');
    }
  });
});
