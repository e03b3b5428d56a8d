-- Views as a company should not keep them.

-- Secrets beside the columns that are asked for.
drop view support_customers;
create view support_customers as select * from customers;

drop view support_accounts;
create view support_accounts as
select *, id as customer_id, 'active' as status, false as two_factor from customers;

-- A whole card number for its last four digits.
drop view support_charges;
create view support_charges as
select charges.*, cards.brand as payment_brand, cards.number as payment_last4
from charges
join cards on cards.id = charges.card_id;

-- A view that writes when it is read.
create table views_seen (seen_at timestamptz);
create function note_view() returns text language sql
as 'insert into views_seen values (now()) returning ''Monitor''';
drop view support_offers;
create view support_offers as
select
  note_view() as item,
  null as description,
  80 as price,
  160 as regular_price,
  'USD' as currency,
  null::timestamptz as ends_at;

-- A view that is missing.
drop view support_rewards;
