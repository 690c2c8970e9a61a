import { join } from 'node:path';
import { type Acknowledgment, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type PolicyStatement, PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { entries, type EntryName } from '../../functions/names.ts';
import { type Cell, nameIn } from '../cell.ts';
import { addAlarm, minute, type WhenItFails } from './alarm.ts';
import { type Bundles, writePackage } from './bundle.ts';

export type FunctionProps = WhenItFails & {
  readonly cell: Cell;
  readonly entry: EntryName;
  readonly bundles: Bundles;
  /** Where packages are put together; below it one folder a district and entry. */
  readonly workFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** Patterns among their resources, each with the reason why it is one. */
  readonly acknowledged: readonly Acknowledgment[];
  readonly description: string;
};

/** A function and where it writes. */
export type Deployed = { readonly lambda: Function; readonly logs: LogGroup };

/** Enough processor for a quick cold start; none of the functions needs the memory. */
const memoryMb = 1024;

/** Name of an entry's function and of its role; the role's name is what Google and Entra pin (S-10, S-11). */
export function functionName(cell: Cell, entry: EntryName): string {
  return nameIn(cell, `bellwether-${entry}`);
}

/**
 * One of the product's functions with a role of its own: what it is given here is all it may do. No tracer (it records return values), no
 * reserved concurrency (new accounts have none to spare, and it would count waiting as crashing).
 */
export function addFunction(scope: Construct, id: string, props: FunctionProps): Deployed {
  const { cell, entry, bundles } = props;
  const name = functionName(cell, entry);
  const logs = new LogGroup(scope, `${id}Logs`, {
    logGroupName: `/aws/lambda/${name}`,
    retention: RetentionDays.THIRTEEN_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const lambda = new Function(scope, id, {
    functionName: name,
    description: props.description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(
      writePackage(join(props.workFolder, cell.district.id, entry), bundles.code.get(entry) ?? '', cell.districtFile),
    ),
    timeout: Duration.seconds(entries[entry].timeoutSeconds),
    memorySize: memoryMb,
    role: addRole(scope, id, props, logs),
    logGroup: logs,
    loggingFormat: LoggingFormat.TEXT,
    environment: { ...props.environment },
  });
  addAlarm(scope, `${id}Fails`, {
    ...props,
    name: `${name}-fails`,
    metric: lambda.metricErrors({ period: minute }),
    threshold: 1,
    // One crash mends itself by repetition; two minutes of them do not.
    periods: 2,
  });
  return { lambda, logs };
}

function addRole(
  scope: Construct,
  id: string,
  { cell, entry, statements, acknowledged }: FunctionProps,
  logs: LogGroup,
): Role {
  const role = new Role(scope, `${id}Role`, {
    roleName: functionName(cell, entry),
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { powers: new PolicyDocument({ statements: [...statements] }) },
  });
  // To its own log group alone, instead of the managed policy that covers all of them.
  logs.grantWrite(role);
  Validations.of(role).acknowledge(...acknowledged);
  return role;
}
