/** Creates ids in Slack's form (`U` and ten letters or digits); each run gets the same ones. */
export type Ids = { next: (prefix: string) => string };

export function createIds(): Ids {
  let count = 0;
  return {
    next(prefix) {
      count += 1;
      return `${prefix}${count.toString(36).toUpperCase().padStart(10, '0')}`;
    },
  };
}
