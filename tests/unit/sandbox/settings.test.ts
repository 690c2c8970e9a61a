import { describe, expect, it } from 'vitest';
import { disarmEnvironment, givenEndpoints, loopbackUrl } from '../../../sandbox/settings.ts';

describe('endpoints of the sandbox', () => {
  it.each(['http://127.0.0.1:4566', 'http://localhost:1/', 'http://[::1]:9000', 'https://127.0.0.1'])(
    'given %s, then it is used',
    (url) => {
      expect(loopbackUrl('CLASSROOM_API_URL', url)).toBe(url.replace(/\/$/, ''));
    },
  );

  it.each([
    'https://classroom.googleapis.com',
    'http://127.0.0.1.evil.example',
    'http://localhost@evil.example',
    'http://user:word@127.0.0.1',
    'http://0.0.0.0:80',
    'http://127.0.0.2',
    'http://[::ffff:127.0.0.1]',
    'nonsense',
  ])('given %s, then it is refused with the name of the variable', (url) => {
    expect(() => givenEndpoints({ CLASSROOM_API_URL: url })).toThrow(/^CLASSROOM_API_URL: /);
  });

  it('given nothing or empty values, then everything is embedded', () => {
    expect(givenEndpoints({ NWS_API_URL: '', PATH: '/bin' })).toEqual({});
  });
});

describe('a poisoned environment', () => {
  it('given real credentials, profiles and proxies, then none of them is left', () => {
    const environment: NodeJS.ProcessEnv = {
      AWS_PROFILE: 'production',
      AWS_ACCESS_KEY_ID: 'AKIAREAL',
      AWS_SECRET_ACCESS_KEY: 'real',
      AWS_SESSION_TOKEN: 'real',
      GOOGLE_APPLICATION_CREDENTIALS: 'key.json',
      HTTPS_PROXY: 'http://proxy.example',
      AWS_ENDPOINT_URL: 'https://aws.example',
    };
    disarmEnvironment(environment);
    expect(JSON.stringify(environment)).not.toMatch(/real|AKIA|production|proxy|key\.json|aws\.example/);
    expect(environment['AWS_ENDPOINT_URL']).toBe('http://127.0.0.1:9');
    expect(environment['AWS_EC2_METADATA_DISABLED']).toBe('true');
  });
});
