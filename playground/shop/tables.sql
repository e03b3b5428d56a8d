-- The shop's own tables. They contain secrets, as such tables do; support reads none of them.

create table customers (
  id bigint primary key,
  email text not null, -- two accounts may share one
  name text not null,
  username text not null unique,
  password_hash text not null,
  security_question text not null,
  security_answer text not null,
  totp_secret text,
  created_at timestamptz not null,
  last_sign_in_at timestamptz,
  locked_at timestamptz
);

create table cards (
  id bigint primary key,
  customer_id bigint not null references customers,
  brand text not null,
  number text not null
);

create table purchases (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers,
  item text not null,
  price numeric(12, 2) not null,
  currency char(3) not null,
  purchased_at timestamptz not null
);

create table charges (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers,
  card_id bigint references cards, -- null when paid by bank transfer
  description text not null,
  amount numeric(12, 2) not null,
  currency char(3) not null,
  status text not null,
  charged_at timestamptz not null
);

create table items (
  id bigint generated always as identity primary key,
  name text not null,
  description text,
  regular_price numeric(12, 2) not null,
  sale_price numeric(12, 2),
  sale_ends_at timestamptz
);
