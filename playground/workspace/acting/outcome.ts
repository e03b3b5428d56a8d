import type { Receipt } from '../deliveries/parcel.ts';

/** Slack's name for why the bot did not take a click or a command. */
export function failure({ status }: Receipt): 'operation_timeout' | 'dispatch_failed' {
  return status === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
}
