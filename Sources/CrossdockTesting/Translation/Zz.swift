import Canonical
