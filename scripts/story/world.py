"""Everything the chapters act on: the clock, the gateway, the senders, the people, and what they did so far."""

from . import cloud, days, till
from .clock import Clock
from .command import CommandLine
from .gateway import Gateway, free_port
from .people import People
from .place import DROPPING_STORES, PLAN, POSTING_STORE, Place
from .rest import Answer, Rest
from .sales import STORES, sales
from .waiting import wait_until


class World:
    def __init__(self, program: str, folder: str, root: str, tell):
        self.tell = tell
        self.place = Place(folder, root)
        self.clock = Clock(self.place.path("clock"))
        self.port = free_port()
        self.rest = Rest(self.port)
        self.gateway = Gateway(program, self.place.folder, self.clock.environment, self.rest)
        self.command = CommandLine(program, self.place.folder, self.clock.environment, tell)
        self.people = People(self.command)
        self.posted = 0                 # bodies of the cloud POS: each has an idempotency key of its own

    # A day

    def at(self, day: int, time: str) -> None:
        self.clock.move(days.on(day), time)

    def trade(self, *numbers: int, closed=(), cloud_pos=lambda sold: cloud.record(sold)) -> Answer | None:
        """Whole days at 21:00 UTC: every till sends its day, and the cloud POS states the same sales.

        `closed` are stores whose till does not send. `cloud_pos` makes the cloud's statement of a sale, or none;
        without it the cloud POS is silent.
        """
        answer = None
        for number in numbers:
            self.at(number, "21:00")
            day = days.on(number)
            for store in STORES:
                if store not in closed:
                    self.send(store, till.name(store, day), till.document(sales(store, day)), wait=False)
            self.taken()
            if cloud_pos:
                stated = [cloud_pos(sold) for store in STORES for sold in sales(store, day)]
                answer = self.state([record for record in stated if record])
        return answer

    # The senders

    def send(self, store: str, name: str, content: bytes, wait: bool = True) -> Answer | None:
        """A till's file: into its folder, or over REST where it has none."""
        if store == POSTING_STORE:
            return self.post(name, content)
        self.place.drop(store, name, content)
        if wait:
            self.taken((store,))
        return None

    def post(self, name: str, content: bytes) -> Answer:
        return self.rest.post("/v1/transfers", self.people["till-0020"], content, interface=till.INTERFACE, name=name)

    def taken(self, stores=DROPPING_STORES) -> None:
        wait_until("the dropped files are taken", lambda: not self.place.waiting(stores), 60)

    def state(self, records: list) -> Answer:
        self.posted += 1
        return self.rest.post("/v1/records/sale", self.people["cloud-pos"], records,
                              {"Content-Type": "application/json", "Idempotency-Key": f"cloud-{self.posted}"})

    # What is asked

    def ask(self, path: str, **query) -> dict:
        answer = self.rest.get(path, self.people["reader"], **query)
        if answer.status != 200:
            raise OSError(f"GET {path}: {answer}")
        return answer.body

    def receipt(self, name: str) -> dict:
        """The latest transfer of that name."""
        found = next((item for item in self.ask("/v1/transfers", limit=200)["items"] if item["name"] == name), None)
        if not found:
            raise OSError(f"no transfer of {name}")
        return found

    def outcomes(self, transfer: int) -> list:
        """(outcome, reason) of each record of a transfer, as it is now."""
        items = self.ask(f"/v1/transfers/{transfer}/outcomes", limit=1000)["items"]
        return [(item["outcome"], item["reason"] or "") for item in items]

    def exceptions(self, **query) -> list:
        return self.ask("/v1/exceptions", state="open", limit=1000, **query)["items"]

    def resolve(self, exceptions: list, reason: str) -> bool:
        """The operator closes them, each with the reason."""
        return all(
            self.rest.post(f"/v1/exceptions/{item['id']}/resolve", self.people["otto"], {"reason": reason}).status == 200
            for item in exceptions)

    def cutover(self) -> dict:
        return self.ask(f"/v1/cutovers/{PLAN}")

    def phases(self) -> dict:
        return self.cutover()["phases"]

    def acts(self, act: str) -> list:
        """Rows of the audit, the latest last."""
        rows = self.rest.pages("/v1/audit", self.people["reader"], "after", "next", after=0)
        return [row for row in rows if row["act"] == act]

    # The command line

    def act(self, word: str, *more: str, by: str, show: bool = False):
        """`crossdock cutover WORD store-sales-to-cloud …`, as one of the people."""
        run = self.command.show if show else self._run
        return run("cutover", word, PLAN, *more, who=by, token=self.people[by])

    def board(self) -> None:
        self.command.show("cutover", "list")

    def _run(self, *words: str, who: str, token: str):
        return self.command.run(*words, token=token)

    def tally(self, **outcomes: int) -> dict:
        """All outcomes of a receipt: those named, and none of the others."""
        every = ("accepted", "duplicate", "shadow", "held", "quarantined", "rejected", "superseded")
        return {name: outcomes.get(name, 0) for name in every}
