import { BellwetherError } from '../core/errors.ts';

/** No token, or none that we accept; `challenge` goes into `WWW-Authenticate` (RFC 6750). */
export class Unauthenticated extends BellwetherError {
  readonly problem = 'unauthenticated';
  readonly challenge: string;

  constructor(message: string, error?: 'invalid_token') {
    super(message);
    this.challenge = error === undefined ? 'Bearer realm="bellwether"' : `Bearer realm="bellwether", error="${error}"`;
  }
}

/** Only a person decides, whatever scopes a machine has (S-01). */
export class NeedsPerson extends BellwetherError {
  readonly problem = 'needs-a-person';
}

/** `data.needs` names the roles that may. */
export class RoleTooLow extends BellwetherError {
  readonly problem = 'role-too-low';
}

/** A decision takes a fresh sign-in (S-02); `data.maxAgeSeconds` is how fresh. */
export class SignInAgain extends BellwetherError {
  readonly problem = 'sign-in-again';
}

/** There is nothing at this address. */
export class NotFound extends BellwetherError {
  readonly problem = 'not-found';
}

/** The address exists, the method does not; `allow` lists what does. */
export class MethodNotAllowed extends BellwetherError {
  readonly problem = 'method-not-allowed';
  readonly allow: readonly string[];

  constructor(method: string, path: string, allow: readonly string[]) {
    super(`${path} takes ${allow.join(', ')}, not ${method}.`, { allow });
    this.allow = allow;
  }
}

/** The body is no JSON, or no text. */
export class MalformedBody extends BellwetherError {
  readonly problem = 'malformed-body';
}

/** The body is longer than anything we take; `data.maxBytes` is the limit. */
export class BodyTooLarge extends BellwetherError {
  readonly problem = 'body-too-large';
}

/** The body is of another type than this route takes; `data.expected` is the right one. */
export class UnsupportedMediaType extends BellwetherError {
  readonly problem = 'unsupported-media-type';
}

/** A query parameter that is unknown or not what it should be; `data.flaws` lists each. */
export class BadQuery extends BellwetherError {
  readonly problem = 'bad-query';
}

/** A cursor that no answer of ours has given out for this list. */
export class BadCursor extends BellwetherError {
  readonly problem = 'bad-cursor';
}

/** An Idempotency-Key is missing where one is required, or is none. */
export class BadIdempotencyKey extends BellwetherError {
  readonly problem = 'bad-idempotency-key';
}

/** What was confirmed is not what would be loaded now; `data.comparison` is. */
export class RosterChanged extends BellwetherError {
  readonly problem = 'changed-since-seen';
}

/** Something that we stand on does not answer; asking again later helps. */
export class Unavailable extends BellwetherError {
  readonly problem = 'unavailable';
}

/** Our own answer does not fit its schema: a fault of ours, never the caller's. */
export class AnswerUnfit extends Error {
  readonly paths: readonly string[];

  constructor(paths: readonly string[]) {
    super(`the answer does not fit its schema at ${paths.join(', ')}`);
    this.name = 'AnswerUnfit';
    this.paths = paths;
  }
}
