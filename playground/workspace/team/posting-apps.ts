import type { Ids } from './ids.ts';

/** Another app of the workspace: it posts by itself, or people post through it. */
export type PostingApp = { id: string; botId: string; name: string };

/** Every app but the bot under test. */
export type PostingApps = {
  add: (app: { name: string }) => PostingApp;
  findByBot: (botId: string) => PostingApp | undefined;
};

export function createPostingApps({ ids }: { ids: Ids }): PostingApps {
  const apps = new Map<string, PostingApp>();
  return {
    add({ name }) {
      const app = { id: ids.next('A'), botId: ids.next('B'), name };
      apps.set(app.botId, app);
      return app;
    },
    findByBot: (botId) => apps.get(botId),
  };
}
