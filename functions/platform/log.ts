import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';

/** What may stand in a log line beside its words: ids and figures, never a text from outside, an address or a token (S-33). */
export type LogFields = Partial<
  Record<
    | 'declarationId'
    | 'schoolYear'
    | 'version'
    | 'kind'
    | 'noticeId'
    | 'deliveryId'
    | 'parcelId'
    | 'channel'
    | 'schoolId'
    | 'lane'
    | 'signalId'
    | 'proposalId'
    | 'feed'
    | 'status'
    | 'code'
    | 'count'
    | 'ms'
    | 'requestId'
    | 'route'
    | 'alarm'
    | 'error'
    | 'provider'
    | 'retryAfterMs'
    | 'messageId',
    string | number | boolean
  >
>;

/** Structured logging with fixed keys. */
export type Log = {
  info(words: string, fields?: LogFields): void;
  warn(words: string, fields?: LogFields): void;
  error(words: string, fields?: LogFields): void;
};

/** The library copies every member of an error and of its cause into the line; this formatter writes what is listed and nothing else. */
class ListedOnly extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, fields: LogAttributes): LogItem {
    const { logLevel, timestamp, message, serviceName, lambdaContext } = attributes;
    const listed = {
      level: logLevel,
      at: this.formatTimestamp(timestamp),
      service: serviceName,
      requestId: lambdaContext?.awsRequestId,
      message,
    };
    return new LogItem({ attributes: { ...listed, ...fields } });
  }
}

/** The log of a deployed function, named after its entry. */
export function lambdaLog(service: string): Log {
  const logger = new Logger({ serviceName: service, logFormatter: new ListedOnly() });
  return {
    info: (words, fields = {}) => logger.info(words, fields),
    warn: (words, fields = {}) => logger.warn(words, fields),
    error: (words, fields = {}) => logger.error(words, fields),
  };
}

/** An error's name for a log line; its words may hold what must not be logged. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
