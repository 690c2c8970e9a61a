/** Thrown by everything a worker touches once it has been killed. */
export class Killed extends Error {}

/** A part whose every method may be the last one: killed before the call does anything, or after it did. */
export function mortalCopy<T extends object>(
  part: T,
  life: { dead: boolean },
  strikes: () => boolean | Promise<boolean>,
): T {
  return new Proxy(part, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        if (life.dead || (await strikes())) {
          life.dead = true;
          throw new Killed();
        }
        const answer: unknown = await member.apply(target, args);
        if (life.dead || (await strikes())) {
          life.dead = true;
          throw new Killed();
        }
        return answer;
      };
    },
  });
}
