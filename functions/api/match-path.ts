/** Whether a path has the segments of a pattern: `{…}` stands for any one that is not empty, `{…}.csv` for any that ends so. */
export function matchPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((segment, index) => fits(segment, given[index] ?? ''));
}

function fits(wanted: string, given: string): boolean {
  const [, ending] = /^\{\w+\}(.*)$/.exec(wanted) ?? [];
  return ending === undefined ? wanted === given : given.endsWith(ending) && given.length > ending.length;
}
