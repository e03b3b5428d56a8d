/** The names of people and channels in mentions, without `@` or `#`. */
export type Names = { user: (id: string) => string; channel: (id: string) => string };
