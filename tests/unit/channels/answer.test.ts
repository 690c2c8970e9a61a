import { describe, expect, it } from 'vitest';
import { headersOf, silenceOf } from '../../../functions/platform/answer.ts';

const now = Date.parse('2023-02-21T20:11:00Z');
const failing = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });

describe('silence', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    'given %s, when nothing was answered, then nothing has left',
    (code) => expect(silenceOf(failing(code))).toMatchObject({ kind: 'silent', left: false }),
  );

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT', 'SOMETHING_NEW'])(
    'given %s, when nothing was answered, then it may have been done',
    (code) => expect(silenceOf(failing(code))).toMatchObject({ kind: 'silent', left: true }),
  );

  it('given a time-out, when nothing was answered, then it may have been done', () => {
    const late = silenceOf(new DOMException('x', 'TimeoutError'));
    expect(late).toEqual({ kind: 'silent', left: true, why: 'no answer came in time' });
  });

  it('given anything else that is thrown, when nothing was answered, then it may have been done', () => {
    expect(silenceOf('a string')).toMatchObject({ left: true });
    expect(silenceOf(undefined)).toMatchObject({ left: true });
  });
});

describe('Retry-After', () => {
  it.each([
    ['7', 7000],
    ['0', 0],
    ['86400', 86_400_000],
    ['Tue, 21 Feb 2023 20:11:30 GMT', 30_000],
    ['Tue, 21 Feb 2023 20:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    ['1e9', undefined],
  ])('given %s, when it is read, then it is %s ms', (retryAfter, ms) => {
    expect(headersOf({ retryAfter }, now).retryAfterMs).toBe(ms);
  });

  it('given a request id of another form, when it is read, then it is left out', () => {
    expect(headersOf({ requestId: 'b31c83fd-944c-4663' }, now)).toEqual({ requestId: 'b31c83fd-944c-4663' });
    expect(headersOf({ requestId: 'Bearer a b c' }, now)).toEqual({});
  });
});
