import * as z from 'zod';

/** One complaint about the query, in the words of api.weather.gov. */
export type ParameterError = { readonly parameter: string; readonly message: string };

/** A query that was understood: a test for one feature. Otherwise what is wrong with it. */
export type AlertQuery =
  | { readonly ok: true; readonly accepts: (feature: unknown) => boolean }
  | { readonly ok: false; readonly parameterErrors: readonly ParameterError[] };

/** The UGC prefixes of each marine region. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  AL: ['PK'],
  AT: ['AM', 'AN'],
  GL: ['LC', 'LE', 'LH', 'LM', 'LO', 'LS', 'SL'],
  GM: ['GM'],
  PA: ['PZ'],
  PI: ['PH', 'PM', 'PS'],
};
const MARINE: ReadonlySet<string> = new Set(Object.values(REGIONS).flat());

/** What each parameter's values look like; one that is not here is not recognized. */
const PARAMETERS: Readonly<Record<string, RegExp>> = {
  status: /^(actual|exercise|system|test|draft)$/,
  message_type: /^(alert|update|cancel)$/,
  event: /^[A-Za-z0-9 ]+$/,
  code: /^\w{3}$/,
  area: /^[A-Z]{2}$/,
  point: /^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/,
  region: /^(AL|AT|GL|GM|PA|PI)$/,
  region_type: /^(land|marine)$/,
  zone: /^[A-Z]{2}[CZ]\d{3}$/,
  urgency: /^(Immediate|Expected|Future|Past|Unknown)$/,
  severity: /^(Extreme|Severe|Moderate|Minor|Unknown)$/,
  certainty: /^(Observed|Likely|Possible|Unlikely|Unknown)$/,
};
const EXCLUSIVE = ['area', 'point', 'region', 'region_type', 'zone'];

const words = z.string().catch('');
const list = z.array(z.string()).catch([]);

/** A feature as far as filters read it; whatever is missing or odd matches nothing. */
const featureSchema = z.object({
  properties: z.object({
    status: words,
    messageType: words,
    event: words,
    urgency: words,
    severity: words,
    certainty: words,
    geocode: z.object({ UGC: list }).catch({ UGC: [] }),
    eventCode: z.record(z.string(), list).catch({}),
  }),
});
type Properties = z.infer<typeof featureSchema>['properties'];

/** Reads the query of `/alerts/active`; `zonesAt` names the zones of a point, as the real service knows them. */
export function alertQuery(query: URLSearchParams, zonesAt: (point: string) => readonly string[]): AlertQuery {
  const parameterErrors = errorsOf(query);
  if (parameterErrors.length > 0) return { ok: false, parameterErrors };
  const tests = Array.from(query, ([name, value]) =>
    testFor(name, name === 'point' ? zonesAt(value) : value.split(',')),
  );
  return {
    ok: true,
    accepts(feature) {
      if (tests.length === 0) return true;
      const parsed = featureSchema.safeParse(feature);
      return parsed.success && tests.every((test) => test(parsed.data.properties));
    },
  };
}

function errorsOf(query: URLSearchParams): ParameterError[] {
  const errors: ParameterError[] = [];
  for (const [name, value] of query) {
    const pattern = PARAMETERS[name];
    const parameter = `query.${name}`;
    // A point is one value that holds a comma; all others are lists.
    const values = name === 'point' ? [value] : value.split(',');
    if (!pattern) errors.push({ parameter, message: `Query parameter "${name}" is not recognized` });
    else if (!values.every((one) => pattern.test(one)))
      errors.push({ parameter, message: 'Does not match the pattern' });
  }
  const places = EXCLUSIVE.filter((name) => query.has(name));
  if (places.length > 1) {
    const message = `Parameters ${places.map((name) => `"${name}"`).join(', ')} are mutually exclusive`;
    errors.push({ parameter: `query.${places[0]}`, message });
  }
  return errors;
}

function testFor(name: string, values: readonly string[]): (properties: Properties) => boolean {
  const zones = (accept: (ugc: string) => boolean) => (properties: Properties) => properties.geocode.UGC.some(accept);
  const prefixed = (prefixes: readonly string[]) => zones((ugc) => prefixes.includes(ugc.slice(0, 2)));
  switch (name) {
    case 'area':
      return prefixed(values);
    case 'region':
      return prefixed(values.flatMap((region) => REGIONS[region] ?? []));
    case 'region_type':
      return zones((ugc) => values.includes(MARINE.has(ugc.slice(0, 2)) ? 'marine' : 'land'));
    case 'zone':
    case 'point':
      return zones((ugc) => values.includes(ugc));
    case 'code':
      return ({ eventCode }) =>
        Object.values(eventCode)
          .flat()
          .some((code) => values.includes(code));
    case 'status':
      return ({ status }) => values.includes(status.toLowerCase());
    case 'message_type':
      return ({ messageType }) => values.includes(messageType.toLowerCase());
    default:
      return (properties) => values.includes(labelOf(properties, name));
  }
}

function labelOf({ event, urgency, severity, certainty }: Properties, name: string): string {
  const labels: Readonly<Record<string, string>> = { event, urgency, severity, certainty };
  return labels[name] ?? '';
}
