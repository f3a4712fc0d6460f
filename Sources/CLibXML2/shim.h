#ifndef CROSSDOCK_CLIBXML2_H
#define CROSSDOCK_CLIBXML2_H
// Debian's libxml2 pulls in the system ICU headers, which clash with Foundation's own ICU
// module; nothing here needs ICU, so its part of the headers is switched off.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#endif
