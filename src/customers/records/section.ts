import type { SectionId } from '../../desk/desk.ts';

/** The sections that anyone may see. Every other one holds a customer's own records. */
export type PublicSectionId = 'sale-items';
export type PersonalSectionId = Exclude<SectionId, PublicSectionId>;

export function isPublic(section: SectionId): section is PublicSectionId {
  return section === 'sale-items';
}

/** What agents read above a section. */
export const sectionTitles: Record<SectionId, string> = {
  'billing-details': 'Billing details',
  'sale-items': 'Sale items',
  rewards: 'Rewards',
  'account-details': 'Account details',
};
