// packages are initialised in the order of their paths: "actor/began" comes before those of the standard library that do work
module actor

go 1.24
