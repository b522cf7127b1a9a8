/* What registering with GIMP 2.10 needs; see bindings.rs in this package. */
#include <libgimp/gimp.h>
