import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type Cell, nameIn } from '../cell.ts';

/** Roles of people, as groups; the API reads them from the access token. */
const groups = ['viewer', 'ops', 'administrator', 'approver'] as const;

/**
 * The district's own sign-in, because its usual one may be what is down (DESIGN 3.13). People are invited, need a second factor, and nobody
 * gets back in by mail or text message: those run through the district (S-02). Machines end at `ops` (S-01).
 */
export class SignIn extends Construct {
  readonly issuerUrl: string;
  readonly clientIds: readonly string[];

  constructor(scope: Construct, id: string, { cell, apiUrl }: { readonly cell: Cell; readonly apiUrl: string }) {
    super(scope, id);
    const pool = new UserPool(this, 'People', {
      userPoolName: nameIn(cell, 'bellwether'),
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false, email: false },
      enableSmsRole: false,
      accountRecovery: AccountRecovery.NONE,
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      featurePlan: FeaturePlan.PLUS,
      // Watches and records; blocking would shut out a superintendent in a hotel at 4:30 a.m.
      standardThreatProtectionMode: StandardThreatProtectionMode.AUDIT_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const groupName of groups) {
      new CfnUserPoolGroup(this, `Group-${groupName}`, { userPoolId: pool.userPoolId, groupName });
    }
    pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `${cell.district.id}-bellwether-${Stack.of(this).account}` },
    });
    this.issuerUrl = pool.userPoolProviderUrl;
    this.clientIds = [people(pool, apiUrl), machines(pool)].map((client) => client.userPoolClientId);
  }
}

/** An access token lives a quarter of an hour: a lost phone is no key for long (S-02). */
const accessTokenValidity = Duration.minutes(15);

/** The authorization-code flow of the console; no secret, for it runs in a browser. */
function people(pool: UserPool, apiUrl: string): UserPoolClient {
  return pool.addClient('Console', {
    generateSecret: false,
    preventUserExistenceErrors: true,
    accessTokenValidity,
    idTokenValidity: accessTokenValidity,
    refreshTokenValidity: Duration.hours(12),
    oAuth: { flows: { authorizationCodeGrant: true }, scopes: [OAuthScope.OPENID], callbackUrls: [`${apiUrl}/`] },
  });
}

function machines(pool: UserPool): UserPoolClient {
  const ops = new ResourceServerScope({ scopeName: 'ops', scopeDescription: 'Report incidents, load rosters, retry' });
  const server = pool.addResourceServer('Scopes', { identifier: 'bellwether', scopes: [ops] });
  return pool.addClient('Machines', {
    generateSecret: true,
    accessTokenValidity,
    oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(server, ops)] },
  });
}
