"""What the examples claim of their data, counted by DuckDB."""

import pathlib

import pytest
import smelt_datagen

ROOT = pathlib.Path(__file__).parents[2]
SAAS = {
    "accounts sign up in the order of their ids": """from (
        select signed_up, lag(signed_up) over (order by account_id) before from accounts)
        where signed_up < before""",
    "half of the accounts are of the last ten months, as they double each year": """from (
        select median(signed_up) m from accounts)
        where m not between timestamp '2024-02-01' and timestamp '2024-04-01'""",
    "users are counted": """from accounts left join (
        select account_id, count(*) n from users group by 1) using (account_id)
        where users <> coalesce(n, 0)""",
    "accounts have users": "from accounts where users = 0",
    "an account has one owner": """from (
        select count(*) filter (role = 'owner') n from users group by account_id) where n <> 1""",
    "users join after their account": """from users join accounts using (account_id)
        where joined_at < signed_up""",
    "e-mail addresses are unique": "from (select email from users group by 1 having count(*) > 1)",
    "versions begin when the account signs up": """from subscriptions join accounts
        using (account_id) where version = 1 and valid_from <> signed_up""",
    "versions do not overlap and have no gaps": """from (
        select valid_to, lead(valid_from) over (partition by account_id order by version) next
        from subscriptions)
        where valid_to is distinct from next""",
    "versions are not empty": "from subscriptions where valid_to <= valid_from",
    "one version is current": """from (
        select count(*) filter (is_current) n from subscriptions group by account_id)
        where n <> 1""",
    "the account's plan is the current one": """from accounts join subscriptions
        using (account_id) where is_current and accounts.plan <> subscriptions.plan""",
    "a cancelled plan stays cancelled": """from (
        select plan, lag(plan) over (partition by account_id order by version) before
        from subscriptions)
        where before = 'cancelled' and plan <> 'cancelled'""",
    "an invoice is the sum of its lines": """from invoices join (
        select invoice_id, sum(amount) n, count(*) c, max(line) last from invoice_lines group by 1
        ) using (invoice_id) where net <> n or c <> last""",
    "a line is quantity by price": "from invoice_lines where amount <> quantity * price",
    "invoices have lines": "from invoices anti join invoice_lines using (invoice_id)",
    "taxes and totals": """from invoices join accounts using (account_id)
        where total <> net + tax or tax <> round(net * case country when 'US' then 0
          when 'DE' then 0.19 when 'NL' then 0.21 else 0.2 end, 2)""",
    "an account has the sum of its invoices": """from accounts left join (
        select account_id, sum(total) n from invoices group by 1) using (account_id)
        where billed <> coalesce(n, 0)""",
    "an invoice a month": """from (
        select account_id, count(*) n, count(distinct issued_on) d from invoices group by 1
        ) join accounts using (account_id)
        where n <> date_diff('month', signed_up, date '2025-01-01') or d <> n""",
    "seats are the users": """from invoice_lines join invoices using (invoice_id)
        join accounts using (account_id) where what = 'seats' and quantity <> users""",
    "sessions lie on their day": "from sessions where day <> began_at::date",
    "events lie beside their session": """from events join sessions using (session_id)
        where events.day <> sessions.day""",
    "a session is that of its user's account": """from sessions join users using (user_id)
        where sessions.account_id <> users.account_id""",
    "events follow each other": """from (
        select happened_at, lag(happened_at) over (partition by session_id order by number) before
        from events) where happened_at < before""",
    "a session begins with its first event": """from events join sessions using (session_id)
        where number = 1 and (happened_at <> began_at or kind <> 'login')""",
    "a session ends with its last event": """from sessions left join (
        select session_id, max(happened_at) last, count(*) n from events group by 1
        ) using (session_id) where ended_at is distinct from last or events <> coalesce(n, 0)""",
}
GITHUB = {
    "logins are unique": "from (select login from actors group by 1 having count(*) > 1)",
    "repositories belong to actors": "from repositories anti join actors on owner = login",
    "events lie in their hour": """from events
        where hour <> strftime(created_at at time zone 'UTC', '%Y-%m-%d-%H')""",
    "events happen in the order of their ids": """from (
        select created_at, lag(created_at) over (order by id) before from events)
        where created_at < before""",
    "actors are those of the table": """from events join actors on actor.id = actors.id
        where actor.login <> login""",
    "repositories are those of the table": """from events join repositories r on repo.id = r.id
        where repo.name <> r.name""",
    "pushes have commits, and nothing else has": """from events
        where (type = 'PushEvent') <> (len(payload.commits) between 1 and 5)
        or (type <> 'PushEvent') <> (payload.commits is null)""",
    "commits have a hash": """from (select unnest(payload.commits) c from events)
        where not regexp_full_match(c.sha, '[0-9a-f]{40}') or c.message = ''""",
    "pull requests have a number": """from events
        where (payload.number is not null) <>
          (type in ('PullRequestEvent', 'IssueCommentEvent'))""",
    "a few repositories have most of the events": """from (
        select sum(n) s from (select count(*) n from events group by repo.id order by n desc
          limit 200)) where s < (select 0.6 * count(*) from events)""",
    "releases are counted": """from repositories r left join (
        select repository_id, count(*) n from releases group by 1) on r.id = repository_id
        where r.releases <> coalesce(n, 0)""",
}


@pytest.fixture(scope="module")
def databases(tmp_path_factory):
    duckdb = pytest.importorskip("duckdb")
    made = {}
    for example in ("saas_billing", "github_events"):
        config = smelt_datagen.load(ROOT / "examples" / example / "datagen.yaml")
        folder = tmp_path_factory.mktemp(example)
        plan = smelt_datagen.plan(config, output=folder, scale_factor=0.1)
        smelt_datagen.write(plan)
        made[example] = duckdb.connect()
        for dataset in plan.datasets:
            files = f"{dataset.folder}/**/*.parquet"
            made[example].execute(f"create view {dataset.name} as from '{files}'")
    return made


@pytest.mark.parametrize("breach", SAAS.values(), ids=SAAS)
def test_saas_billing_has_no_breaches(databases, breach):
    count = databases["saas_billing"].execute(f"select count(*) {breach}")
    assert count.fetchone() == (0,)


@pytest.mark.parametrize("breach", GITHUB.values(), ids=GITHUB)
def test_github_events_have_no_breaches(databases, breach):
    count = databases["github_events"].execute(f"select count(*) {breach}")
    assert count.fetchone() == (0,)
