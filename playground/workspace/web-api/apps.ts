import { z } from 'zod';
import { type Methods, method } from './method.ts';

/** How a bot asks for a socket: with the app's token, for an address that is good once. */
export function appMethods({ openSocketUrl }: { openSocketUrl: () => string }): Methods {
  return {
    'apps.connections.open': method({
      takes: z.object({}),
      token: 'app',
      run: () => ({ url: openSocketUrl() }),
    }),
  };
}
