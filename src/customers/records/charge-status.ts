/**
 * What a company's word for a charge says about its money. `other` is a word that nobody here knows,
 * which is shown as it is; no word counts as one of those that were paid.
 */
export type ChargeStatus = 'paid' | 'not-paid' | 'given-back' | 'about-refund' | 'other';

export function chargeStatus(word: string | null): ChargeStatus {
  if (word === null) return 'paid';
  const status = word
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  if (paid.has(status)) return 'paid';
  if (notPaid.has(status)) return 'not-paid';
  if (givenBack.has(status)) return 'given-back';
  return /refund|revers|charge ?back|disput/.test(status) ? 'about-refund' : 'other';
}

const paid = new Set(
  'paid,succeeded,success,successful,captured,complete,completed,settled,posted,processed,approved,accepted,ok,done,charged,billed,cleared,collected,received'.split(
    ',',
  ),
);

const notPaid = new Set(
  'declined,failed,failure,error,rejected,denied,refused,blocked,canceled,cancelled,void,voided,expired,abandoned,incomplete,unpaid,open,draft,created,new,scheduled,pending,processing,in progress,waiting,on hold,authorized,authorised,uncaptured,requires action,requires capture,requires confirmation,requires payment method'.split(
    ',',
  ),
);

const givenBack = new Set(
  'refunded,refund,reversed,reversal,returned,charged back,chargeback'.split(','),
);
