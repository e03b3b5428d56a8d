import { z } from 'zod';
import { type Methods, method } from './method.ts';

/** Opens a socket: with the app's token, a bot gets an address that works once. */
export function appMethods({ openSocketUrl }: { openSocketUrl: () => string }): Methods {
  return {
    'apps.connections.open': method({
      takes: z.object({}),
      token: 'app',
      run: () => ({ url: openSocketUrl() }),
    }),
  };
}
