/** Google's words for a status (facts: google-classroom.md, 1.4). */
export type GoogleStatus =
  | 'INVALID_ARGUMENT'
  | 'FAILED_PRECONDITION'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'RESOURCE_EXHAUSTED'
  | 'UNIMPLEMENTED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

const CODES = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} as const satisfies Record<GoogleStatus, number>;

/** A refusal of the Classroom API; `message` begins with `@Type ` where Google names a type. */
export class ClassroomRefusal extends Error {
  override readonly name = 'ClassroomRefusal';
  readonly status: GoogleStatus;
  readonly code: (typeof CODES)[GoogleStatus];

  constructor(status: GoogleStatus, message: string) {
    super(message);
    this.status = status;
    this.code = CODES[status];
  }
}

/** The error body of the Classroom API. */
export type ClassroomErrorBody = {
  readonly error: { readonly code: number; readonly message: string; readonly status: string };
};

/** A refusal in the vendor's wire shape. */
export function refusalBody({ code, message, status }: ClassroomRefusal): ClassroomErrorBody {
  return { error: { code, message, status } };
}

/** The body of an error that is the vendor's own fault, or a fault rule's. */
export function errorBodyFor(code: number): ClassroomErrorBody {
  const error = (status: GoogleStatus, message: string) => ({ error: { code, message, status } });
  switch (code) {
    case 401:
      return error('UNAUTHENTICATED', BAD_TOKEN);
    case 403:
      return error('PERMISSION_DENIED', 'The caller does not have permission');
    case 429:
      return error('RESOURCE_EXHAUSTED', OVER_QUOTA);
    case 502:
    case 503:
    case 504:
      return error('UNAVAILABLE', 'The service is currently unavailable.');
    default:
      return error('INTERNAL', 'Internal error encountered.');
  }
}

/** What a missing, unknown, expired or revoked access token is answered with. */
export const BAD_TOKEN =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.';

/** What a caller over its quota is answered with. */
export const OVER_QUOTA = "Quota exceeded for quota metric 'Requests' of service 'classroom.googleapis.com'.";
