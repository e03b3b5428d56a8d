/** What the people and channels in mentions are called, without `@` or `#`. */
export type Names = { user: (id: string) => string; channel: (id: string) => string };
