"""Who acts in the story, each under a key of their own."""

import getpass

# Name → what they are granted.
PEOPLE = {
    "ines": ("--role", "admin"),
    "rafael": ("--role", "release-manager"),
    "olga": ("--role", "domain-owner", "--domain", "inventory", "--domain", "revenue"),
    "ivan": ("--role", "domain-owner", "--domain", "inventory"),
    "cora": ("--role", "controller"),
    "otto": ("--role", "operator"),
    "audra": ("--role", "auditor"),
    "deploy-bot": ("--role", "release-manager", "--service"),
}
SCOPES = ("cutovers:read", "cutovers:write", "exceptions:read", "exceptions:write", "audit:read")
READS = ("records", "changes", "transfers", "exceptions", "ownership", "cutovers", "deliveries", "audit", "interfaces")


class People:
    """Tokens by name: of people, and of the systems that call REST."""

    def __init__(self, command):
        self.command = command
        self.tokens = {}

    def __getitem__(self, name: str) -> str:
        return self.tokens[name]

    def hire(self) -> None:
        """The first user is the administrator, who sits at this account; she makes all others."""
        for name, granted in PEOPLE.items():
            login = ("--login", getpass.getuser()) if name == "ines" else ()
            self.command.must("users", "create", name, *granted, *login, token=self.tokens.get("ines", ""))
            self.tokens[name] = self._key(f"{name}-key", SCOPES, "--user", name)

    def connect_systems(self) -> None:
        self.tokens["cloud-pos"] = self._key("cloud-pos", ("records:write",), "--writer", "cloud-pos")
        self.tokens["till-0020"] = self._key("till-0020", ("transfers:write",), "--writer", "store-pos")
        self.tokens["reader"] = self._key("reader", [f"{what}:read" for what in READS])

    def _key(self, name: str, scopes, *more: str) -> str:
        wanted = [word for scope in scopes for word in ("--scope", scope)]
        return self.command.must("keys", "create", name, *wanted, *more, token=self.tokens.get("ines", ""))

    def another_till(self) -> str:
        """A key that somebody makes for a till although its interface is gone."""
        return self._key("till-0021", ("transfers:write",), "--writer", "store-pos")
