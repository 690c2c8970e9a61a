/** A parameter of a pattern, with what follows it in its segment: `{schoolYear}.csv`. */
const parameter = /\{(\w+)\}(\.\w+)?/g;

/** A pattern as Hono writes it. Hono takes an ending for a part of the value, so `paramsOf` cuts it off again. */
export function honoPath(pattern: string): string {
  return pattern.replaceAll(parameter, (_, name: string, ending?: string) =>
    ending === undefined ? `:${name}` : `:${name}{.+\\${ending}}`,
  );
}

/** The values of a pattern's parameters as Hono found them, without the endings that the pattern itself has. */
export function paramsOf(pattern: string, found: Readonly<Record<string, string>>): Record<string, string> {
  const params = { ...found };
  for (const [, name = '', ending] of pattern.matchAll(parameter)) {
    const value = params[name];
    if (ending !== undefined && value !== undefined) params[name] = value.slice(0, -ending.length);
  }
  return params;
}
