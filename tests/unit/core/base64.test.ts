import { expect, test } from 'vitest';
import { bytesOfBase64 } from '../../../functions/core/base64.ts';

test('given what an encoder gives, then its bytes', () => {
  for (const bytes of [[], [0], [1, 2], [250, 251, 252], [255, 254, 253, 252]])
    expect([...(bytesOfBase64(Buffer.from(bytes).toString('base64')) ?? [])]).toEqual(bytes);
});

test.each([
  ['bits at the end that decoders drop', 'AB=='],
  ['a foreign character between', 'AA-A=='],
  ['a line break', 'AAAA\n'],
  ['padding left out', 'AA'],
  ['the alphabet of URLs', '-_-_'],
])('given %s, then nothing, though a decoder would take it', (_what, text) => {
  expect(bytesOfBase64(text)).toBeUndefined();
});
