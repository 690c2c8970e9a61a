/**
 * What the product reports by name for a person to look at (the `alarm` of a log line), who is hurt, and the article that helps; `minutes` is
 * for how long one report is news, 1 unless told otherwise. A test compares the names with those in `functions/`.
 */
export const reports = {
  'weather-unknown': {
    ifItFails: 'Administrators do not see what the weather service warns of: its answers are missing or unreadable.',
    runbook: 'the-weather-is-unknown',
  },
  'channel-not-armed': {
    ifItFails: 'Classes, families or staff of one channel could not be posted to if it were declared now.',
    runbook: 'a-channel-cannot-be-posted-to',
  },
  'channel-unchecked': {
    ifItFails: 'Nobody knows whether one channel could be posted to: its worker does not check itself.',
    runbook: 'a-channel-cannot-be-posted-to',
  },
  'break-glass-used': {
    ifItFails:
      'Everybody, if it was not the two who hold the halves: both were typed, to look or to decide without a sign-in.',
    runbook: 'break-glass-was-used',
  },
  'break-glass-refused': {
    ifItFails: 'Nobody yet: somebody tries break-glass and is refused. Five tries an hour shut out everybody.',
    runbook: 'somebody-tries-break-glass',
  },
  'break-glass-not-ready': {
    ifItFails: 'Nobody can declare while sign-in is down: the set of halves was used, or its hashes are not in place.',
    runbook: 'break-glass-is-not-ready',
  },
  'hook-silent': {
    ifItFails: 'Administrators may not see incidents: a monitoring system that speaks regularly has fallen silent.',
    runbook: 'a-webhook-is-silent',
  },
  'incident-not-taken-in': {
    ifItFails: 'Administrators do not see an incident that a monitoring system reported, until it is tried again.',
    runbook: 'incidents-do-not-come-in',
  },
  'channel-is-down': {
    ifItFails: 'No class of one channel gets its notice: the vendor does not answer. Posting goes on when it does.',
    runbook: 'a-channel-is-down',
    // The longest pause between two probes, and some.
    minutes: 5,
  },
  'message-failed': {
    ifItFails: 'A message could not be worked on; its classes wait for it to be tried again.',
    runbook: 'classes-are-not-being-posted-to',
  },
  'tick-failed': {
    ifItFails: 'One declaration is not taken further by the tick: its late classes stay without their notice.',
    runbook: 'the-tick-stands-still',
  },
  'closing-failed': {
    ifItFails: 'Nobody today: the record of a declaration that is over stays open, and its report says so.',
    runbook: 'a-declaration-is-not-closed',
  },
  'word-not-published': {
    ifItFails: 'Administrators do not hear of a decision, or are not reminded by when one must be made.',
    runbook: 'administrators-hear-nothing',
  },
  'parcel-dead': {
    ifItFails: 'Up to 25 classes of one school are not posted to until a person retries them.',
    runbook: 'a-parcel-is-dead',
  },
  'dead-letter-unknown': {
    ifItFails: 'Perhaps some classes: a message was given up whose parcel nobody knows.',
    runbook: 'a-dead-letter-cannot-be-read',
  },
  'dead-letter-unreadable': {
    ifItFails: 'Perhaps some classes: a message was given up that names no parcel.',
    runbook: 'a-dead-letter-cannot-be-read',
  },
  'delivery-escalated': {
    ifItFails: 'It is not known whether one class has its notice; a person must look.',
    runbook: 'a-delivery-is-in-doubt',
  },
  'attempt-came-late': {
    ifItFails: 'Nobody yet: an attempt started later than it may. Workers are short of time.',
    runbook: 'the-pace-is-odd',
  },
  'clock-is-off': {
    ifItFails: 'Classes wait: a worker whose clock is minutes off posts nothing.',
    runbook: 'the-pace-is-odd',
    minutes: 5,
  },
  'retry-after-implausible': {
    ifItFails: 'Classes wait: a provider asks for a pause longer than is believed.',
    runbook: 'the-pace-is-odd',
  },
  'quota-implausible': {
    ifItFails: 'Classes wait: the row that paces a provider is not as any worker writes it.',
    runbook: 'the-pace-is-odd',
  },
  'strangers-with-our-reference': {
    ifItFails: 'Students may read a notice that somebody else posted with our reference.',
    runbook: 'somebody-else-posts-with-our-reference',
  },
  'copies-left': {
    ifItFails: 'A class may show its notice twice: a copy could not be removed.',
    runbook: 'a-copy-is-left',
  },
} as const;
