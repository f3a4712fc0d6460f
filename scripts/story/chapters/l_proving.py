"""12. The proof: authors, totals, deliveries, sums, audit."""

from .. import days, proof
from .f_going_live import BOUNDARY
from .h_rolling_back import BACK, INCIDENT, STORES as ROLLED_BACK
from .i_again import BOUNDARY as AGAIN


def play(world) -> None:
    tell, command = world.tell, world.command
    tell.step("12. The proof", f"20 stores, {days.LAST} days, one boundary that aborted, one rollback. From the ledger alone:")
    ledger = proof.Ledger(world)
    tell.shown("curl …/v1/ownership?kind=sale", proof.map_of_dates(ledger))
    expected = {store: _epochs(store) for store in ledger.stores}
    tell.check("the map of dates: tills, then cloud; for three stores tills, cloud, tills, cloud",
               ledger.epochs == expected, ledger.epochs)
    wrong = proof.foreign_authors(ledger)
    tell.check(f"{len(ledger.versions)} versions: each has the author of its date's epoch", not wrong, wrong[:5])
    missing = proof.missing_sales(ledger)
    tell.check(f"{len(ledger.current)} sales: every store, every day, none missing, none twice", not missing, missing[:5])
    rows = [proof.totals(ledger, day, stores) for day, stores in (
        (BOUNDARY - 1, ledger.stores), (BOUNDARY, ledger.stores), (BACK - 1, ROLLED_BACK), (BACK, ROLLED_BACK),
        (AGAIN - 1, ROLLED_BACK), (AGAIN, ROLLED_BACK))]
    tell.say("The totals on both sides of every boundary, in cents:")
    tell.quoted(proof.table(rows))
    tell.check("what is booked is what tills and cloud have both stated, on both sides of every boundary",
               all(row["booked"] == row["tills"] == row["cloud"] for row in rows), rows)
    differing = proof.differing_days(world, (BOUNDARY - 1, BOUNDARY, BACK - 1, BACK, AGAIN - 1, AGAIN))
    tell.check("and the control totals per tender, tax and sign agree there too", not differing, differing)
    told = proof.Deliveries(world)
    command.show("deliveries", "finance", "--after", str(told.first_posting - 1), "--limit", "3")
    tell.check(f"{told.count} deliveries to finance: at most one poster for any fact", not told.posted_twice, told.posted_twice[:5])
    tell.check("we post exactly what the cloud POS owns, and tell of the rest",
               told.posted == ledger.written_by("cloud-pos") and told.told == ledger.written_by("store-pos"), told.count)
    _acts(world)
    command.must("audit", "checkpoint", "--key", "auditors.key", "--to", "late.checkpoint")
    doctor = command.show("doctor", most=6)
    tell.check("doctor is green: records in are the sum of all outcomes", doctor.status == 0, doctor)
    early, key = world.checkpoint
    verified = command.show("audit", "verify", "--against", early, "--against", "late.checkpoint", "--public-key", key)
    tell.check("the audit agrees with the checkpoint of the first morning", verified.status == 0, verified)


def _epochs(store: str) -> list:
    first = [("store-pos", None), ("cloud-pos", str(days.on(BOUNDARY)))]
    if store not in ROLLED_BACK:
        return first
    return first + [("store-pos", str(days.on(BACK))), ("cloud-pos", str(days.on(AGAIN)))]


def _acts(world) -> None:
    """The audit tells the whole story in the order in which it happened."""
    rows = [row for row in world.rest.pages("/v1/audit", world.people["reader"], "after", "next", after=0)
            if row["act"] in ("cutover.shadow", "cutover.arm", "cutover.abort", "cutover.go", "cutover.rollback",
                              "cutover.confirmed", "cutover.seal")]
    acts = [(row["act"].split(".")[1], row["actor"]) for row in rows]
    world.tell.shown("curl …/v1/audit", "\n".join(f"{row['at']}  {row['actor']:<10} {row['act']}" for row in rows))
    world.tell.check("the audit names every step and who took it, the system's own included", acts == [
        ("shadow", "rafael"), ("arm", "rafael"), ("abort", "crossdock"), ("arm", "rafael"), ("go", "crossdock"),
        ("rollback", "otto"), ("confirmed", "cora"), ("arm", "rafael"), ("go", "crossdock"), ("seal", "rafael")], acts)
    rollback = next(row for row in rows if row["act"] == "cutover.rollback")
    world.tell.check("the rollback carries its incident", INCIDENT in str(rollback["details"]), rollback)
