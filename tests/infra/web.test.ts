import { runInNewContext } from 'node:vm';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { breakGlassRoutes, decisionRoutes, hookRoutes, recordRoutes } from '../../functions/names.ts';
import { loadCells } from '../../infra/cell.ts';
import { glassSet } from '../support/break-glass.ts';
import { districtText } from '../support/district.ts';
import { districtFile, exampleDeployment, type Found, resourcesOf, textOf, stacksOfTwo, word } from './cells.ts';

const stacks = stacksOfTwo();
const lakes = (type: string): Found[] => resourcesOf(stacks, type).filter(({ stack }) => stack === 'lakes-web');
const only = (type: string): Found['Properties'] => {
  const [found, ...others] = lakes(type);
  if (found === undefined || others.length > 0) throw new Error(`${others.length + 1} of ${type}`);
  return found.Properties;
};

describe('the API', () => {
  test('sends decisions to the function that may write entries, webhooks to the one that may queue them, break-glass to its own, and everything else to the last', () => {
    const integrations = new Map<string, string>();
    for (const { stack, id, Properties } of lakes('AWS::ApiGatewayV2::Integration')) {
      const uri = textOf(stacks, stack, Properties['IntegrationUri']);
      integrations.set(`integrations/<AWS::ApiGatewayV2::Integration ${id}>`, uri);
    }
    const routes = lakes('AWS::ApiGatewayV2::Route').map(({ stack, Properties }) => {
      const target = integrations.get(textOf(stacks, stack, Properties['Target']));
      return `${word(Properties, 'RouteKey')} → ${target}`;
    });
    const [decide, takeIn, openGlass, report, operate] = [
      'decision-api',
      'hooks',
      'break-glass',
      'record-api',
      'operations-api',
    ].map((entry) => `<AWS::Lambda::Function lakes-bellwether-${entry}>.Arn`);
    expect(routes.toSorted()).toEqual(
      [
        ...decisionRoutes.map(({ method, path }) => `${method} ${path} → ${decide}`),
        ...hookRoutes.map(({ method, path }) => `${method} ${path} → ${takeIn}`),
        ...breakGlassRoutes.map(({ method, path }) => `${method} ${path} → ${openGlass}`),
        ...recordRoutes.map(({ method, path }) => `${method} ${path} → ${report}`),
        `$default → ${operate}`,
      ].toSorted(),
    );
  });

  test('is throttled, and logs routes without paths, addresses or agents', () => {
    const stage = only('AWS::ApiGatewayV2::Stage');
    expect(stage).toMatchObject({ DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 } });
    const logged = JSON.stringify(stage['AccessLogSettings']);
    expect(logged).toContain('$context.routeKey');
    expect(logged).not.toMatch(/\$context\.(?:path|http|identity|authorizer|protocol|domain)/);
  });

  test('lets no other origin in', () => {
    expect(only('AWS::ApiGatewayV2::Api')).not.toHaveProperty('CorsConfiguration');
  });
});

describe('sign-in', () => {
  const pool = only('AWS::Cognito::UserPool');
  const clients = lakes('AWS::Cognito::UserPoolClient').map(({ Properties }) => Properties);

  test('is by invitation, with a second factor that needs no mail, number or district', () => {
    expect(pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
      DeletionProtection: 'ACTIVE',
    });
    expect(pool).not.toHaveProperty('SmsConfiguration');
    expect(pool).not.toHaveProperty('AutoVerifiedAttributes');
  });

  test('has the roles of people as groups', () => {
    const groups = lakes('AWS::Cognito::UserPoolGroup').map(({ Properties }) => word(Properties, 'GroupName'));
    expect(groups.toSorted()).toEqual(['administrator', 'approver', 'ops', 'viewer']);
  });

  test('ends machines at ops', () => {
    const machines = clients.filter(({ AllowedOAuthFlows }) =>
      JSON.stringify(AllowedOAuthFlows).includes('client_credentials'),
    );
    const scopes = machines.map((client) =>
      [client['AllowedOAuthScopes']].flat().map((scope) => textOf(stacks, 'lakes-web', scope)),
    );
    expect(scopes).toEqual([[expect.stringMatching(/\/ops$/)]]);
    expect(only('AWS::Cognito::UserPoolResourceServer')).toMatchObject({
      Identifier: 'bellwether',
      Scopes: [{ ScopeName: 'ops' }],
    });
  });

  test('gives access tokens that live a quarter of an hour, and people no way without their browser', () => {
    expect(clients).toHaveLength(2);
    for (const client of clients) {
      expect(client).toMatchObject({ AccessTokenValidity: 15, TokenValidityUnits: { AccessToken: 'minutes' } });
      expect(client['ExplicitAuthFlows'] ?? []).not.toContainEqual(expect.stringMatching(/PASSWORD/));
    }
    expect(clients.filter(({ GenerateSecret }) => GenerateSecret === false)).toMatchObject([
      { AllowedOAuthFlows: ['code'] },
    ]);
  });
});

describe('notice pages', () => {
  const code = word(only('AWS::CloudFront::Function'), 'FunctionCode');

  /** What CloudFront would do with a request: the path that it asks the bucket for, or a status. */
  const ask = (uri: string): unknown => {
    const request = { uri, querystring: { class: { value: '7b' } } };
    const answer: unknown = runInNewContext(`${code}; handler({ request })`, { request });
    return JSON.parse(JSON.stringify(answer));
  };

  test.each([
    ['/n/abcdefgh23.Zx09-_abcdefghijklmnopq', '/n/abcdefgh23'],
    ['/n/abcdefgh23', '/n/abcdefgh23'],
    ['/n/abcdefgh23.a.b', '/n/abcdefgh23'],
    ['/drill/abcdefgh23.Zx09-_abcdefghijklmnopq', '/drill/abcdefgh23'],
  ])('%s is the page of its notice, whatever follows the dot', (uri, page) => {
    expect(ask(uri)).toEqual({ uri: page, querystring: {} });
  });

  test.each([
    '/',
    '/n/',
    '/n/short',
    '/n/abcdefgh23/x',
    '/n/abcdefgh23.x/../y',
    '/other',
    '/n/ABCDEFGH23',
    '/n/abcdefgh234',
    '/drill/',
    '/drills/abcdefgh23',
  ])('%s is not there', (uri) => {
    expect(ask(uri)).toEqual({ statusCode: 404, statusDescription: 'Not Found' });
  });

  test('have the headers that the sandbox gives them', () => {
    const headers = JSON.stringify(only('AWS::CloudFront::ResponseHeadersPolicy'));
    const gateway = readFileSync(new URL('../../sandbox/gateway.ts', import.meta.url), 'utf8');
    const policy = /'content-security-policy': "([^"]+)"/.exec(gateway)?.[1] ?? 'none found';
    expect(headers).toContain(policy);
    expect(headers).toContain('no-referrer');
    expect(headers).toContain('"ContentTypeOptions":{"Override":true}');
    expect(headers).toContain('{"Header":"X-Robots-Tag","Override":true,"Value":"noindex"}');
  });

  test('are read by the distribution alone, by TLS alone, and stay in every version', () => {
    const bucket = resourcesOf(stacks, 'AWS::S3::Bucket').find(({ stack }) => stack === 'lakes-record');
    expect(bucket?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const policy = resourcesOf(stacks, 'AWS::S3::BucketPolicy').find(({ stack }) => stack === 'lakes-record');
    expect(JSON.stringify(policy?.Properties)).toMatch(/"aws:SecureTransport":"false"/);
    expect(JSON.stringify(policy?.Properties)).toMatch(/"Service":"cloudfront.amazonaws.com"/);
    const distribution = JSON.stringify(only('AWS::CloudFront::Distribution'));
    expect(distribution).toContain('redirect-to-https');
    expect(distribution).not.toContain('Logging');
  });

  test('keep the address that a district gives them', () => {
    const own = resourcesOf(stacks, 'AWS::CloudFront::Distribution').find(({ stack }) => stack === 'prairie-web');
    expect(own?.Properties).toMatchObject({
      DistributionConfig: {
        Aliases: ['notices.example.org'],
        ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    });
    const tick = resourcesOf(stacks, 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties['FunctionName'] === 'prairie-bellwether-tick',
    );
    expect(JSON.stringify(tick?.Properties['Environment'])).toContain('"https://notices.example.org"');
  });
});

describe('break-glass', () => {
  const functionName = 'lakes-bellwether-break-glass';

  test('looks once a day whether it would open, without a half', () => {
    expect(lakes('AWS::Events::Rule').map(({ Properties }) => Properties)).toMatchObject([
      { ScheduleExpression: 'rate(1 day)', Targets: [{ Input: '{"check":true}' }] },
    ]);
    const [target] = z.array(z.object({ Arn: z.json() })).parse(lakes('AWS::Events::Rule')[0]?.Properties['Targets']);
    expect(textOf(stacks, 'lakes-web', target?.Arn)).toBe(`<AWS::Lambda::Function ${functionName}>.Arn`);
  });

  test('is heard of by somebody of the board, outside the district, and by them of nothing else', () => {
    const told = resourcesOf(stacks, 'AWS::SNS::Subscription').filter(({ stack }) => stack === 'lakes-pipeline');
    expect(told.map(({ Properties }) => Properties)).toMatchObject([
      { Protocol: 'email', Endpoint: 'chair@example.com', FilterPolicy: { type: ['break-glass'] } },
      { Protocol: 'sms', Endpoint: '+16125550100', FilterPolicy: { type: ['break-glass'] } },
    ]);
    const topics = told.map(({ Properties }) => textOf(stacks, 'lakes-pipeline', Properties['TopicArn']));
    expect(new Set(topics)).toEqual(new Set(['<AWS::SNS::Topic lakes-administrators>']));
  });

  test.each([
    [undefined, 'boardContact: is missing'],
    [{ email: 'chair@example.org' }, 'boardContact.email: is in the district'],
    [{}, 'needs an email or a phone'],
  ])('is not deployed with the board contact %j', (boardContact, words) => {
    const path = districtFile(districtText({ breakGlass: glassSet }), { ...exampleDeployment, boardContact });
    expect(() => loadCells([path])).toThrow(words);
  });
});
