"""1. A registry, people with roles, systems with keys, a gateway."""

from .. import till


def play(world) -> None:
    tell, command = world.tell, world.command
    tell.step(
        "1. The setting",
        "A retailer has 20 stores. Every night each till drops a CSV file of the day's sales (store 0020 posts it over REST).",
        "A cloud POS is to take over. Who may state a sale is decided by its business date, never by when it arrives.")
    world.place.make()
    world.at(1, "08:00")
    world.people.hire()
    world.people.connect_systems()
    command.show("users", "list")
    author_alone = command.run("interfaces", "publish", f"{till.INTERFACE}@1.0.0", "--by", "rafael")
    tell.check("what states revenue is not published by one person alone", author_alone.refused("approver"), author_alone)
    published = command.show("interfaces", "publish", f"{till.INTERFACE}@1.0.0", "--by", "rafael", "--approved-by", "olga")
    tell.check("the tills' contract is published and cannot change any more", published.status == 0, published)
    good = command.run("interfaces", "check")
    tell.check("the registry, with the plan of the cutover, has no complaint", good.status == 0, good)
    world.place.settings(world.port)
    world.gateway.start()
    key = command.must("audit", "key", "auditors.key")
    command.must("audit", "checkpoint", "--key", "auditors.key", "--to", "early.checkpoint")
    world.checkpoint = ("early.checkpoint", key)
    tell.say("A signed checkpoint of the audit is put aside. At the end it must still be true.")
