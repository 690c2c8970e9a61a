import { describe, expect, it } from 'vitest';
import { readLambdaSettings } from '../../../functions/platform/lambda-settings.ts';

const deployed = {
  AWS_REGION: 'us-east-2',
  BELLWETHER_LEDGER_TABLE: 'lakes-ledger',
  BELLWETHER_OPERATIONS_TABLE: 'lakes-operations',
  BELLWETHER_QUEUE_PREFIX: 'https://sqs.us-east-2.amazonaws.com/123456789012/lakes-',
  BELLWETHER_TOPIC_PREFIX: 'arn:aws:sns:us-east-2:123456789012:',
  BELLWETHER_PUBLIC_URL: 'https://notices.example.org',
  BELLWETHER_ISSUER_URL: 'https://cognito-idp.us-east-2.amazonaws.com/us-east-2_abc',
  BELLWETHER_CLIENT_IDS: 'console,ops',
  BELLWETHER_CODE_VERSION: '0.1.0',
};
const districtFile = JSON.stringify({ channels: { sns: { topics: { staff: 'lakes-staff' } } } });
const read = (environment: NodeJS.ProcessEnv) => readLambdaSettings(environment, () => districtFile);

describe('settings of a deployed function', () => {
  it('given its environment, then the vendors are constants and no table or queue is guessed', () => {
    const settings = read(deployed);
    expect(settings.endpoints).toEqual({
      nws: 'https://api.weather.gov',
      classroom: 'https://classroom.googleapis.com',
      googleToken: 'https://oauth2.googleapis.com/token',
      graph: 'https://graph.microsoft.com',
      microsoftLogin: 'https://login.microsoftonline.com',
    });
    expect(settings.queues['bellwether-teams-urgent']).toBe(
      'https://sqs.us-east-2.amazonaws.com/123456789012/lakes-bellwether-teams-urgent',
    );
    expect(settings.topics).toEqual({ staff: 'arn:aws:sns:us-east-2:123456789012:lakes-staff' });
    expect(settings.issuer.clientIds).toEqual(['console', 'ops']);
    expect(settings.quotasLifted).toBe(false);
  });

  it.each([
    'CLASSROOM_API_URL',
    'GOOGLE_TOKEN_URL',
    'MICROSOFT_LOGIN_URL',
    'NWS_API_URL',
    'HTTPS_PROXY',
    'NODE_OPTIONS',
    'AWS_ENDPOINT_URL',
  ])('given %s, with which somebody could divert what we say, then it does not start', (name) => {
    expect(() => read({ ...deployed, [name]: 'https://collector.example' })).toThrow(
      `setting ${name}: must not be set`,
    );
  });

  it.each([
    ['BELLWETHER_LEDGER_TABLE', undefined],
    ['BELLWETHER_ISSUER_URL', 'http://127.0.0.1:4000'],
    ['BELLWETHER_PUBLIC_URL', 'http://notices.example.org'],
  ])('given %s as %s, then it does not start, and one line names it', (name, value) => {
    const said = (): string => {
      try {
        read({ ...deployed, [name]: value });
        return 'it started';
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    };
    expect(said()).toMatch(new RegExp(`^setting ${name}: .+$`));
  });
});
